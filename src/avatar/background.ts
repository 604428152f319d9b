/** `backgroundColor` when there is none. */
export const TRANSPARENT = "transparent";

/** Most styles bring a background of their own: without one only where it is painted over with nothing. */
export const NO_BACKGROUND = "00000000";
