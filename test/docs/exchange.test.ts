import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shapes } from '#web/exchange/shapes.ts'

const page = readFileSync(new URL('../../docs/exchange.md', import.meta.url), 'utf8')

const example = (name: string): unknown => {
  const [, text = ''] = new RegExp('```json ' + name + '\\n([\\s\\S]*?)```').exec(page) ?? []
  return JSON.parse(text)
}

it('the examples of the exchange’s page are what is told and taken', () => {
  expect(shapes.changes.safeParse(example('change'))).toMatchObject({ success: true })
  expect(shapes.message.safeParse(example('message'))).toMatchObject({ success: true })
})

it('every type, answer and value of the exchange stands on its page', () => {
  const schema = JSON.stringify([shapes.message.toJSONSchema(), shapes.answer.toJSONSchema()])
  const values = [...schema.matchAll(/"(?:const|enum)":("[^"]+"|\[[^\]]+\])/g)].flatMap(
    ([, found = '']) => [JSON.parse(found) as string | readonly string[]].flat(),
  )
  const kinds = new Set(
    shapes.message.options[1].shape.data.shape.kinds.element.options as readonly string[],
  )
  const missing = values.filter(
    (one) => !kinds.has(one) && one !== 'refused' && !page.includes(`\`${one}\``),
  )
  expect([...new Set(missing)]).toEqual([])
})
