/**
 * The cookie that tells our next page of a logout: its script then forgets what was not saved. `Clear-Site-Data` would take
 * somebody's favourites, too.
 */
export const LOGGED_OUT = "__Host-logged-out";
