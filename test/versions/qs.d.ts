/** What a test uses of qs, which brings no types of its own. */
declare module "qs" {
	const qs: { parse(query: string, options: object): Record<string, unknown> };
	export default qs;
}
