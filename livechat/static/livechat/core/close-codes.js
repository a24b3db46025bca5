/** Why the server closed a socket. */

export const RESTARTING = 4012;
export const BAD_FRAMES = 4400;
export const SESSION_ENDED = 4401;
export const NOT_ALLOWED = 4403;
export const NOTHING_HERE = 4404;
export const NO_HELLO = 4408;
export const TOO_BIG = 4413;
export const FLOODING = 4429;
