/** The body as UTF-8. Not `text()`: workerd warns when that is used on a form. */
export async function bodyText(request: Request): Promise<string> {
	return new TextDecoder().decode(await request.arrayBuffer());
}
