import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { baseCompile, baseParse } from "@vue/compiler-dom";
import { transform } from "esbuild";
import { marked } from "marked";
import type { Page } from "playwright-core";
import { compile, parse } from "svelte/compiler";

const run = promisify(execFile);

/** What an example has shown: a picture's address and words. */
export interface Shown {
	src: string;
	alt: string;
	width: string;
	/** All that is to be read. */
	text: string;
}

const WANTED = ["src", "alt", "width"] as const;

function shownBy(attributes: Readonly<Record<string, unknown>>, text: string): Shown {
	const [src, alt, width] = WANTED.map((name) => String(attributes[name] ?? ""));
	return { src: src ?? "", alt: alt ?? "", width: width ?? "", text };
}

/** Shows HTML, in a page of nobody's; nothing of it may run. */
export async function showHtml(page: Page, html: string): Promise<Shown> {
	await page.setContent(`<main>${html}</main>`, { waitUntil: "domcontentloaded" });
	const { images, elements, ...shown } = await page.locator("main").evaluate((main) => {
		const image = main.querySelector("img");
		return {
			src: image?.getAttribute("src") ?? "",
			alt: image?.alt ?? "",
			width: String(image?.getAttribute("width") ?? ""),
			text: main.textContent?.trim() ?? "",
			images: main.querySelectorAll("img").length,
			elements: [...main.querySelectorAll("*")].map(({ localName }) => localName),
		};
	});
	if (images !== 1 || elements.some((name) => !["img", "br", "small", "a", "p"].includes(name)))
		throw new Error(`It holds ${elements}`);
	return shown;
}

/** Makes a page of Markdown, by GitHub's rules. */
export async function showMarkdown(page: Page, markdown: string): Promise<Shown> {
	return showHtml(page, await marked(markdown, { gfm: true }));
}

type Props = Readonly<Record<string, unknown>> | null;

/** Compiles JSX, runs the component, and gives what it makes. */
export async function showReact(jsx: string): Promise<Shown> {
	const { code } = await transform(jsx, { loader: "jsx", jsx: "transform", jsxFactory: "h", format: "cjs" });
	const images: Props[] = [];
	const texts: string[] = [];
	const h = (name: unknown, props: Props, ...children: unknown[]) => {
		if (name === "img") images.push(props);
		texts.push(...children.filter((child) => typeof child === "string"));
	};
	const module = { exports: {} as { Avatar?: () => void } };
	new Function("module", "h", "React", code)(module, h, { Fragment: "fragment" });
	module.exports.Avatar?.();
	if (images.length !== 1) throw new Error(`It makes ${images.length} pictures`);
	return shownBy(images[0] ?? {}, texts.join(" "));
}

/** Compiles the template of a single-file component of Vue's. */
export function showVue(component: string): Shown {
	const [, template = ""] = /^<template>\n([\s\S]*)\n<\/template>$/.exec(component) ?? [];
	const onError = (error: Error) => {
		throw error;
	};
	baseCompile(template, { onError });
	const { children } = baseParse(template, { onError });
	const [image] = children.flatMap((child) => ("tag" in child && child.tag === "img" ? [child] : []));
	const attributes = (image?.props ?? []).map((prop) => [
		prop.name,
		"value" in prop ? prop.value?.content : "",
	]);
	const textOf = (node: object): string =>
		"children" in node && Array.isArray(node.children)
			? node.children.map(textOf).join("")
			: "content" in node && typeof node.content === "string"
				? node.content
				: "";
	return shownBy(Object.fromEntries(attributes), children.map(textOf).join("").trim());
}

/** Compiles a component of Svelte's. */
export function showSvelte(component: string): Shown {
	const { warnings: all } = compile(component, { generate: "client" });
	// The words may well turn the direction of writing: what reads the code does not see it.
	const warnings = all.filter(({ code }) => code !== "bidirectional_control_characters");
	if (warnings.length > 0) throw new Error(warnings.map(({ message }) => message).join("\n"));
	const { nodes } = parse(component, { modern: true }).fragment;
	const images = nodes.flatMap((node) => ("name" in node && node.name === "img" ? [node] : []));
	const attributes = images.flatMap((image) => ("attributes" in image ? image.attributes : []));
	const named = attributes.map((attribute) => {
		if (attribute.type !== "Attribute" || !Array.isArray(attribute.value)) throw new Error("It is no text");
		const parts = attribute.value.map((part) => (part.type === "Text" ? part.data : "{}"));
		return [attribute.name, parts.join("")];
	});
	const textOf = (node: object): string =>
		"fragment" in node
			? (node.fragment as { nodes: object[] }).nodes.map(textOf).join("")
			: "data" in node
				? String(node.data)
				: "";
	return shownBy(Object.fromEntries(named), nodes.map(textOf).join("").trim());
}

/** What a program has left: what it said, and its files. */
export interface Left {
	said: string;
	files: Readonly<Record<string, Buffer>>;
}

/** Runs a program's text in a folder of its own. */
async function runIn(program: string, args: string[], env: Record<string, string>): Promise<Left> {
	const folder = await mkdtemp(join(tmpdir(), "discobear-run-"));
	try {
		const { stdout } = await run(program, args, { cwd: folder, env: { ...process.env, ...env } });
		const names = await readdir(folder);
		const read = await Promise.all(
			names.map(async (name) => [name, await readFile(join(folder, name))] as const),
		);
		return { said: stdout, files: Object.fromEntries(read) };
	} finally {
		await rm(folder, { recursive: true });
	}
}

export function runShell(command: string, env: Record<string, string> = {}): Promise<Left> {
	return runIn("sh", ["-c", command], env);
}

export function runPython(text: string): Promise<Left> {
	return runIn("python3", ["-c", text], {});
}

/** Whether there is a program. */
export async function isThere(program: string): Promise<boolean> {
	return run(program, ["--version"]).then(
		() => true,
		() => false,
	);
}

/** Somebody who takes messages, as Discord's webhooks and Slack do. */
export async function receiver() {
	const received: { url: string; headers: NodeJS.Dict<string | string[]>; body: unknown }[] = [];
	const server = createServer((request, response) => {
		let body = "";
		request.on("data", (data) => {
			body += data;
		});
		request.on("end", () => {
			received.push({ url: request.url ?? "", headers: request.headers, body: JSON.parse(body) });
			response.end("{}");
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return { origin: `http://127.0.0.1:${port}`, received, end: () => server.close() };
}

/** Where a forge, a mailing list and a blog look for an avatar, by what they do with such a setting. */
export const CLIENTS = {
	/** `generateEmailAvatarLink` of models/avatars/avatar.go: https://github.com/go-gitea/gitea */
	ini(text: string, hash: string): string {
		const url = new URL(/GRAVATAR_SOURCE = (\S+)/.exec(text)?.[1] ?? "");
		url.pathname = posix.join(url.pathname, hash);
		url.searchParams.set("d", "identicon");
		url.searchParams.set("s", "48");
		return url.href;
	},
	/** https://docs.gitlab.com/administration/libravatar/ */
	ruby(text: string, hash: string): string {
		const [, url = ""] = /gravatar_ssl_url'\] = "(.*)"/.exec(text) ?? [];
		return url.replace("%{hash}", hash).replace("%{size}", "48");
	},
	/** `get_gravatar_url` of django_gravatar/helpers.py: https://github.com/twaddington/django-gravatar */
	python(text: string, hash: string): string {
		const [, base = ""] = /GRAVATAR_SECURE_URL = "(.*)"/.exec(text) ?? [];
		const [, image = ""] = /GRAVATAR_DEFAULT_IMAGE = "(.*)"/.exec(text) ?? [];
		return `${base}avatar/${hash}.jpg?s=48&d=${image}&r=g`;
	},
	/** `get_avatar_data` of wp-includes/link-template.php: https://developer.wordpress.org/reference/functions/get_avatar_data/ */
	php(text: string, hash: string): string {
		const [, pattern = "", replacement = ""] = /preg_replace\( '~(.*)~', '(.*?)'/.exec(text) ?? [];
		return `https://secure.gravatar.com/avatar/${hash}?s=48&d=thumbs&r=g`.replace(
			new RegExp(pattern),
			replacement,
		);
	},
} as const;
