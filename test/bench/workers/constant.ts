/** The limit of workerd: one SVG, the same for every request. */
export default {
	fetch: (_request: Request, env: { SVG: string }) =>
		new Response(env.SVG, { headers: { "Content-Type": "image/svg+xml" } }),
};
