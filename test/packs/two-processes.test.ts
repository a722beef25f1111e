import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDrafts } from '#packs/drafts.ts'
import { openOperator } from '#packs/operator.ts'
import { openTemplates } from '#packs/templates.ts'
import { area, offences, receivers, words } from './written.ts'

const entry = fileURLToPath(new URL('writing-process.ts', import.meta.url))
const dataDir = fileURLToPath(new URL('../../data', import.meta.url))
const names = ['A', 'B', 'C']

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yijian-writing-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

it('what three processes write at once into drafts, settings and texts is all there', async () => {
  const writers = names.map((name) => fork(entry, [dir, dataDir, name]))
  await Promise.all(writers.map(async (writer) => await once(writer, 'message')))
  for (const writer of writers) writer.send('go')
  await Promise.all(writers.map(async (writer) => await once(writer, 'exit')))
  const { revision, changes } = openDrafts(dir).read(area)
  expect(changes.map(({ entry: { offence } }) => offence).toSorted()).toEqual(
    names.flatMap(offences).toSorted(),
  )
  expect(revision).toBe(names.flatMap(offences).length)
  const operator = openOperator(dir)
  for (const name of names)
    for (const code of receivers(name)) expect(operator.read(code).receiver).toBe(name)
  const texts = openTemplates(dir, dataDir).list(area)
  expect(texts.map(({ id }) => id)).toEqual(expect.arrayContaining(names.flatMap(words)))
  expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([])
})
