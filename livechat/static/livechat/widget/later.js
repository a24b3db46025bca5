/** What a talk needs only now and then, in a file of its own: `const { Polling } = await later();` */
export { Polling } from "../core/polling.js";
export { richBodies } from "../ui/bodies.js";
export { UploadTray } from "../ui/upload-tray.js";
export { Before } from "./before.js";
export { earlierChats } from "./earlier.js";
export { ending } from "./ending.js";
export { WORDS } from "./later-strings.js";
export { tone } from "./sound.js";
export { offerWayOut } from "./way-out.js";
export { showWithdrawal } from "./withdrawal.js";
