/** Two characters of a text as one number: what stands there is looked up by it, without cutting the text. */
export const beginningOf = (text: string, at: number): number =>
  text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1)
