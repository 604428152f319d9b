/** The size of a raster image where none is asked for, in pixels each way, as at DiceBear. */
export const RASTER_SIZE = 128;

/** The largest raster image, in pixels each way, as Discord has avatars. */
export const RASTER_SIZE_MAX = 1024;

/** The largest size that an SVG may say, as DiceBear's core has it. */
export const SVG_SIZE_MAX = 4096;
