// The desk's own script: one module a concern, each harmless where its part is not on the page.
import "./live.js";
import "./queue.js";
import "./facts.js";
import "./ticket.js";
import "./composer.js";
import "./checks.js";
import "./find.js";
import "./keys.js";
import "./letters.js";
