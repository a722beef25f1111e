import { parseArgs } from 'node:util'
import { figuresOf, inWords, shippedRule } from '../test/core/surge-figures.ts'

/** Surges of several sizes and the false alarms beside them, on histories drawn anew from the same seed each time. */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '20' },
    seed: { type: 'string', default: '2' },
  },
})
const rule = shippedRule()
for (const size of [
  { base: 3, root: 3 },
  { base: 4, root: 4 },
  { base: 5, root: 5 },
  { base: 6, root: 6 },
  { base: 8, root: 8 },
]) {
  const figures = figuresOf({
    rule,
    histories: Number(values.histories),
    seed: Number(values.seed),
    size,
  })
  console.log(inWords(size, figures))
}
