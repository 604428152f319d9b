import { Hono } from "hono";

/** The limit of Hono on workerd: one route, one SVG, no middleware. */
export default new Hono<{ Bindings: { SVG: string } }>().get("/*", (c) =>
	c.body(c.env.SVG, 200, { "Content-Type": "image/svg+xml" }),
);
