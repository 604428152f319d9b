/** What Cloudflare's API refuses, by the code that it has there; and with which status. */
const CODES = {
	authentication: [403, 10000, "Authentication error"],
	worker_missing: [404, 10007, "This Worker does not exist on your account."],
	service_missing: [404, 10090, "workers.api.error.service_not_found"],
	version_missing: [404, 10092, "Could not find version."],
	subdomain_missing: [404, 10007, "You do not have a workers.dev subdomain."],
	/** https://github.com/cloudflare/workers-sdk, packages/deploy-helpers: validate-worker-props.ts. */
	subdomain_required: [400, 10063, "You need a workers.dev subdomain in order to proceed."],
	/** https://github.com/cloudflare/workers-sdk/issues/14284 */
	namespace_exists: [400, 10014, "a namespace with this account ID and title already exists"],
	namespace_missing: [400, 10041, "KV namespace not found."],
	bucket_exists: [409, 10004, "The bucket you tried to create already exists, and you own it."],
	bucket_missing: [404, 10006, "The specified bucket does not exist."],
	bound_bucket_missing: [400, 10085, "R2 bucket not found."],
	r2_off: [403, 10042, "Please enable R2 through the Cloudflare Dashboard."],
	/** https://github.com/cloudflare/workers-sdk, packages/deploy-helpers: error-codes.ts. */
	inherits_nothing: [400, 10057, "no such binding on the previous version"],
	not_valid: [400, 10021, "Uncaught validation error"],
	class_not_migrated: [400, 10061, "Cannot create binding for class that is not configured"],
	class_not_exported: [400, 10070, "Cannot apply a migration for a class that the script does not export"],
	class_exists: [400, 10074, "Cannot apply new-class migration to class that is already depended on"],
	migration_tag: [412, 10079, "Migration tag precondition failed"],
	migration_needs_deploy: [400, 10211, 'migrations must be fully applied by running "wrangler deploy"'],
	/** https://developers.cloudflare.com/workers/wrangler/configuration/#limits: of a paid plan only. */
	cpu_limit_not_free: [400, 100328, "CPU limits are not supported for the Free plan."],
	route_missing: [404, 7003, "Could not route to it, perhaps your object identifier is invalid?"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type Reason = keyof typeof CODES;

/** A refusal, as Cloudflare's envelope tells it. */
export class CloudflareError extends Error {
	readonly status: number;
	readonly errors: { code: number; message: string }[];

	/** @param details a message for each of what is refused; none: the code's own */
	constructor(reason: Reason, ...details: string[]) {
		const [status, code, message] = CODES[reason];
		super(message);
		this.status = status;
		this.errors = (details.length > 0 ? details : [message]).map((each) => ({ code, message: each }));
	}
}
