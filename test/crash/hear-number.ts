import { pause } from './seeded.ts'
import { numbersIn } from './story.ts'
import type { Reporter } from './told.ts'

/** The answer may come a little after the confirmation, or after a kill only much later. */
export async function hearNumber(
  reporter: Reporter,
  got: () => readonly string[],
  known = got().length,
): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    const texts = got()
    const [number] = numbersIn(texts.join('\n'))
    if (number !== undefined) reporter.number = number
    if (number !== undefined || texts.length > known) return
    await pause(25)
  }
}
