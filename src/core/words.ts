import { ok, refuse, type Result } from './result.ts'

const shortest = 2
const longest = 2000

/** What an officer writes for the reporter to read: never empty, never a page. */
export function forReporter(text: string): Result<string> {
  const words = text.trim()
  if (words === '') return refuse('text-missing')
  if (words.length < shortest) return refuse('text-too-short', { shortest })
  return words.length > longest ? refuse('text-too-long', { longest }) : ok(words)
}

/** Whether nothing was written. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}
