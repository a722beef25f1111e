/** The parts of a text between punctuation marks, lines and spaces. */
export const clausesOf = (text: string): readonly string[] =>
  text.split(/[，,。．；;：:！!？?、\n\s…—()（）【】《》]+/).filter((clause) => clause !== '')
