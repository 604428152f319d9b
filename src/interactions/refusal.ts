/** Why somebody does not get what they asked for, as a sentence for them, in their language. */
export class Refusal extends Error {
	override readonly name = "Refusal";
}
