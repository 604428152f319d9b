import { PICTURE_HEADERS } from "../security_headers";

/** A 304 replaces the headers of the copy that the browser has (RFC 9111, 4.3.4): it must bring all that count. */
export const RETAINED_HEADERS = ["ETag", ...Object.keys(PICTURE_HEADERS)];
