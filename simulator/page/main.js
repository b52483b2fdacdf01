// Together, so that all of them listen before the live stream says that it is ready.
import "./phones.js"
import "./trouble.js"
