import type { Snowflake } from "discord-api-types/v10";
import type { Component } from "../openapi/components";
import { EPHEMERAL, type SentMessage } from "../openapi/interactions";
import type { Snowflakes } from "../snowflakes";
import { storedComponents } from "./stored_components";

/** "Interaction tokens are valid for 15 minutes." */
const TOKEN_MS = 15 * 60_000;

/** Whose interaction a message answers. */
export interface Invocation {
	readonly interactionId: Snowflake;
	/** 2 for a command, 3 for a component. */
	readonly type: number;
	readonly personId: Snowflake;
	/** What the person did, as the message's first line has it. */
	readonly name: string;
	readonly owners: Readonly<Record<string, string>>;
	/** Of a component, the message that it is in. */
	readonly messageId?: Snowflake;
}

/** A message as everybody in its channel sees it, or one person alone. */
export interface ChatMessage {
	readonly id: Snowflake;
	readonly channelId: Snowflake;
	readonly authorId: Snowflake;
	/** Undefined: everybody's. */
	readonly onlyFor: Snowflake | undefined;
	readonly invocation: Invocation | undefined;
	/** Milliseconds since 1970. */
	readonly sentAt: number;
	editedAt: number | undefined;
	content: string;
	components: readonly Component[];
	flags: number;
	/** Whether it is still to come. */
	isThinking: boolean;
	/** What went wrong, in Discord's words. */
	failure: string | undefined;
	/** What a real client would have refused. */
	problems: readonly string[];
}

/** An interaction that can still be answered by its webhook. */
export interface Interaction {
	readonly id: Snowflake;
	readonly token: string;
	readonly channelId: Snowflake;
	readonly invocation: Invocation;
	readonly endsAt: number;
	/** The message that `@original` is. */
	originalId: Snowflake | undefined;
}

/** What is said in all channels, and the interactions that may still say something. */
export class Chat {
	readonly #now: () => number;
	readonly #snowflakes: Snowflakes;
	readonly #applicationId: Snowflake;
	#messages: ChatMessage[] = [];
	readonly #interactions = new Map<string, Interaction>();

	constructor(applicationId: Snowflake, snowflakes: Snowflakes, now: () => number) {
		this.#applicationId = applicationId;
		this.#snowflakes = snowflakes;
		this.#now = now;
	}

	/** What somebody sees in a channel, oldest first. */
	seenBy(personId: Snowflake, channelId: Snowflake): ChatMessage[] {
		return this.#messages.filter(
			(message) => message.channelId === channelId && (message.onlyFor ?? personId) === personId,
		);
	}

	find(id: Snowflake | undefined): ChatMessage | undefined {
		return this.#messages.find((message) => message.id === id);
	}

	remove(id: Snowflake): void {
		this.#messages = this.#messages.filter((message) => message.id !== id);
	}

	/** What a person writes. */
	say(personId: Snowflake, channelId: Snowflake, content: string): ChatMessage {
		return this.#add({ authorId: personId, channelId, content });
	}

	/** A message of the application's, as the answer to somebody's interaction. */
	answer(
		{ channelId, invocation }: Interaction,
		message: SentMessage,
		state: Partial<ChatMessage> = {},
	): ChatMessage {
		const flags = message.flags ?? 0;
		const onlyFor = flags & EPHEMERAL ? invocation.personId : undefined;
		const added = this.#add({
			authorId: this.#applicationId,
			channelId,
			invocation,
			onlyFor,
			flags,
			...state,
		});
		return this.write(added, message);
	}

	/** What is given takes the place of what was there. */
	write(message: ChatMessage, { content, components, flags }: SentMessage): ChatMessage {
		if (content !== undefined) message.content = content ?? "";
		if (components !== undefined) message.components = storedComponents(components ?? [], this.#snowflakes);
		// "Once a message has been sent with this flag, it can't be removed", and whom it is for stays.
		message.flags |= (flags ?? 0) & ~EPHEMERAL;
		return message;
	}

	edit(message: ChatMessage, changes: SentMessage): ChatMessage {
		this.write(message, changes);
		if (!message.isThinking) message.editedAt = this.#now();
		message.isThinking = false;
		return message;
	}

	begin(invocation: Invocation, channelId: Snowflake): Interaction {
		const token = `aW50ZXJhY3Rpb24${crypto.randomUUID().replaceAll("-", "")}`;
		const endsAt = this.#now() + TOKEN_MS;
		const interaction = {
			id: invocation.interactionId,
			token,
			channelId,
			invocation,
			endsAt,
			originalId: undefined,
		};
		this.#interactions.set(token, interaction);
		return interaction;
	}

	/** "If the 3 second deadline is exceeded, the token will be invalidated." */
	end({ token }: Interaction): void {
		this.#interactions.delete(token);
	}

	/** Undefined for a token that is wrong or too old. */
	interactionOf(token: string): Interaction | undefined {
		const found = this.#interactions.get(token);
		return found && found.endsAt > this.#now() ? found : undefined;
	}

	reset(): void {
		this.#messages = [];
		this.#interactions.clear();
	}

	#add(message: Pick<ChatMessage, "authorId" | "channelId"> & Partial<ChatMessage>): ChatMessage {
		const added = {
			...{ id: this.#snowflakes.next(), sentAt: this.#now(), editedAt: undefined, onlyFor: undefined },
			...{ invocation: undefined, content: "", components: [], flags: 0, isThinking: false },
			...{ failure: undefined, problems: [] },
			...message,
		};
		this.#messages.push(added);
		return added;
	}
}
