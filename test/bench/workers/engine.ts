import { render } from "../../../src/avatar/render";
import { pictureHeaders } from "../../../src/security_headers";

/** As many headers as a picture of Discobear's has, and as long: in workerd these take a fifth of the time. */
const headers = pictureHeaders({
	"Content-Type": "image/svg+xml",
	"Content-Disposition": `inline; filename="avatar.svg"`,
	ETag: 'W/"10.7.0-10.6.0"',
});

/** The limit of drawing: the engine, and HTTP with the same headers around it. No routes, no limits, no options. */
export default {
	fetch(request: Request) {
		const { pathname, searchParams } = new URL(request.url);
		const [, , style = ""] = pathname.split("/");
		return new Response(render(style, searchParams.get("seed") ?? "", {}), { headers });
	},
};
