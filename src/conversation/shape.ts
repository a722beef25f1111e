import { isOption } from './choices.ts'
import type { Option, Shape, Value } from './flow.ts'
import { clean, clip } from './plain-text.ts'

/** What a request gave, cut to what it said it would give: nothing longer and nothing else gets into an answer. */
export function fit(value: Value, shape: Shape): Value {
  switch (shape.type) {
    case 'text':
      return typeof value === 'string' ? clip(clean(value, shape.max), shape.max) : null
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null
    case 'flag':
      return typeof value === 'string' && shape.values.includes(value) ? value : null
    case 'options':
      return optionsIn(value, shape.maxCount, shape.maxLabel)
  }
}

function optionsIn(value: Value, maxCount: number, maxLabel: number): readonly Option[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list
    .filter(isOption)
    .slice(0, maxCount)
    .map(({ value: kept, key, label }) => ({
      value: kept,
      ...(key === undefined ? {} : { key }),
      ...(label === undefined ? {} : { label: clip(clean(label, maxLabel), maxLabel) }),
    }))
}
