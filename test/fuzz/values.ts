import type { Random } from './random.ts'
import { aText } from './texts.ts'

type Json = Record<string, unknown>

/** Anything JSON can hold. */
export function aValue(random: Random, depth = 3): unknown {
  const kind = random.below(depth > 0 ? 12 : 8)
  switch (kind) {
    case 0:
      return null
    case 1:
      return random.once(2)
    case 2:
      return random.below(2 ** 31) - 2 ** 30
    case 3:
      return random.pick([
        0,
        -0,
        1e308,
        -1e308,
        0.1,
        Number.MAX_SAFE_INTEGER,
        2 ** 53,
        90,
        180,
        -91,
      ])
    case 4:
    case 5:
    case 6:
    case 7:
      return aText(random)
    case 8:
    case 9:
      return Array.from({ length: random.below(4) }, () => aValue(random, depth - 1))
    default: {
      const names = [
        'id',
        'chat',
        'text',
        '__proto__',
        'constructor',
        'length',
        'toString',
        'then',
      ] as const
      return Object.fromEntries(
        Array.from({ length: random.below(5) }, () => [
          random.pick(names),
          aValue(random, depth - 1),
        ]),
      )
    }
  }
}

/** Nested so deep that whoever follows it by calling itself falls. */
export const deepJson = (random: Random): string => {
  const depth = random.pick([50, 1_000, 20_000])
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ])
  return `${open.repeat(depth)}1${close.repeat(depth)}`
}

/** The same thing with one place in it gone, twice there, or something else. */
export function mutated(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.once(12)) return aValue(random)
  if (Array.isArray(value)) {
    if (value.length === 0) return [aValue(random)]
    const at = random.below(value.length)
    return value.map((one: unknown, n) => (n === at ? mutated(random, one) : one))
  }
  const names = Object.keys(value)
  const name = names[random.below(names.length)] ?? 'x'
  const { [name]: inner, ...rest } = value as Json
  if (random.once(4)) return rest
  return { ...rest, [name]: mutated(random, inner) }
}
