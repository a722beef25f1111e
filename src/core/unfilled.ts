const field = /\{[^{}\n]{1,40}\}/gu

/** Fields of a template that nobody filled in, each once: {该找的单位}. */
export const unfilled = (text: string): readonly string[] => [...new Set(text.match(field))]

/** A template with what is known put in; the rest stays to be written. */
export const filledIn = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replace(field, (all) => known[all.slice(1, -1)] || all)
