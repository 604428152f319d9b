/** The limit of a stored SVG: one read of the bucket, passed on. */
export default {
	async fetch(_request: Request, env: { AVATARS: R2Bucket }) {
		const object = await env.AVATARS.get("picture.svg");
		return new Response(object?.body ?? null, { headers: { "Content-Type": "image/svg+xml" } });
	},
};
