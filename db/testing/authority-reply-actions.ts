import { type ActionExpectation, REASON, SENDERS } from "./authority-expectations"
import type { ArrangedWorld } from "./world"

const link = (replyId: string, patientId: string, doseId: string) => ({
  replyId,
  patientId,
  doseIds: [doseId],
  meaning: "taken",
})
const accepted = (...pairs: [replyId: string, doseId: string][]) => ({
  replies: pairs.map(([replyId, doseId]) => ({ replyId, doseId, meaning: "taken" })),
})
const undone = (...pairs: [replyId: string, decisionId: string][]) => ({
  ...{ replies: pairs.map(([replyId, decisionId]) => ({ replyId, decisionId })), reason: REASON },
})
const reassign = (of: ArrangedWorld, to: ArrangedWorld, asked: ArrangedWorld) => ({
  ...link(of.decidedReplyId, to.patient.id, asked.dose.id),
  reason: REASON,
  seen: { attempts: 0, decisionId: of.decisionId },
})

/** What staff decide in Review. */
export const REPLY_ACTIONS: Record<string, ActionExpectation> = {
  "lib/review/actions.ts acceptSuggestions": {
    roles: SENDERS,
    input: ({ replyId, dose }) => accepted([replyId, dose.id]),
    foreign: (theirs, ours) => [
      accepted([theirs.replyId, theirs.dose.id]),
      accepted([ours.replyId, ours.dose.id], [theirs.replyId, theirs.dose.id]),
    ],
  },
  "lib/review/actions.ts dismissReplies": {
    roles: SENDERS,
    input: ({ replyId }) => ({ replyIds: [replyId], reason: REASON }),
    foreign: (theirs, ours) => [
      { replyIds: [theirs.replyId], reason: REASON },
      { replyIds: [ours.replyId, theirs.quarantinedReplyId], reason: REASON },
    ],
  },
  "lib/review/actions.ts dismissReply": {
    roles: SENDERS,
    input: ({ replyId }) => ({ replyId, reason: REASON }),
    foreign: ({ replyId, quarantinedReplyId }) => [
      { replyId, reason: REASON },
      { replyId: quarantinedReplyId, reason: REASON },
    ],
  },
  "lib/review/actions.ts linkReply": {
    roles: SENDERS,
    input: (ours) => link(ours.replyId, ours.patient.id, ours.dose.id),
    foreign: (theirs, ours) => [
      link(theirs.replyId, theirs.patient.id, theirs.dose.id),
      link(theirs.replyId, ours.patient.id, ours.dose.id),
      link(ours.replyId, theirs.patient.id, theirs.dose.id),
      link(ours.replyId, ours.patient.id, theirs.dose.id),
    ],
  },
  "lib/review/actions.ts reassignReply": {
    roles: SENDERS,
    input: (ours) => reassign(ours, ours, ours),
    foreign: (theirs, ours) => [
      reassign(theirs, theirs, theirs),
      reassign(theirs, ours, ours),
      reassign(ours, theirs, theirs),
      reassign(ours, ours, theirs),
    ],
  },
  "lib/review/actions.ts undoDecisions": {
    roles: SENDERS,
    input: (ours) => undone([ours.decidedReplyId, ours.decisionId]),
    foreign: (theirs, ours) => [
      undone([theirs.decidedReplyId, theirs.decisionId]),
      undone([ours.decidedReplyId, ours.decisionId], [theirs.decidedReplyId, theirs.decisionId]),
    ],
  },
  "lib/review/actions.ts undoDecision": {
    roles: SENDERS,
    input: ({ decidedReplyId, decisionId }) => ({
      ...{ replyId: decidedReplyId, reason: REASON },
      seen: { attempts: 0, decisionId },
    }),
    foreign: ({ decidedReplyId, decisionId, replyId }) => [
      { replyId: decidedReplyId, reason: REASON, seen: { attempts: 0, decisionId } },
      { replyId, reason: REASON, seen: { attempts: 0, decisionId: null } },
    ],
  },
  "lib/review/actions.ts retryReplies": {
    roles: ["admin"],
    input: ({ replyId }) => ({ replyIds: [replyId] }),
    foreign: (theirs, ours) => [
      { replyIds: [theirs.replyId] },
      { replyIds: [ours.replyId, theirs.replyId] },
    ],
  },
  "lib/review/actions.ts retryReply": {
    roles: ["admin"],
    input: ({ replyId }) => ({ replyId }),
    foreign: ({ replyId, quarantinedReplyId }) => [{ replyId }, { replyId: quarantinedReplyId }],
  },
}
