/** As it is said to somebody on the telephone: nobody is told which word or number to send back. */
export function aloud(text: string): string {
  const sentences = text.split(/(?<=[。？\n])/u).map((one) => one.trim())
  return sentences.filter((one) => one !== '' && !/回(?:"| ?\d)|\{/u.test(one)).join('')
}
