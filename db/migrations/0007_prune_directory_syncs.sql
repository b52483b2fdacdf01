-- Pulls are counted every few minutes; the old counts go.
GRANT DELETE ON directory_syncs TO doseline_app;
