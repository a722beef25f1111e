import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Offence, OffenceCode, Place } from '#core/plan.ts'
import type { AreaPack } from '#packs/load.ts'
import { readModel } from '#packs/model-file.ts'
import { offencesSchema } from '#packs/schema.ts'
import { decodeModel, type Model } from '#understanding/model.ts'

/** The taxonomy as it is shipped. */
export function nationalOffences(): ReadonlyMap<OffenceCode, Offence> {
  const file = new URL('../../data/national/offences.json', import.meta.url)
  const offences = offencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return new Map(offences.map((offence) => [offence.code, offence]))
}

/** What was learned, as it is shipped. */
export const nationalModel = (): Model => decodeModel(readModel(dataDir))

const dataDir = fileURLToPath(new URL('../../data', import.meta.url))

/** An area with nothing but its name and places. */
export function anArea(code: string, name: string, places: readonly Place[]): AreaPack {
  return {
    plan: {
      area: { code, name, level: code.endsWith('00') ? 'prefecture' : 'county', letters: 'XX' },
      document: { title: '方案', number: '1 号', issuer: '政府', issuedOn: '2019-01-01' },
      validity: { status: '有效', checkedOn: '2026-01-01' },
      leadRule: { rule: 'none' },
      departments: [],
      clauses: [],
      duties: [],
      annexTasks: [],
      channels: [],
      systems: [],
      gaps: [],
    },
    reading: { area: code, entries: [] },
    places,
  }
}

/** A township or county. */
export function aPlace(code: string, name: string, within: string, ...also: string[]): Place {
  return { code, name, also, level: code.length === 9 ? 'township' : 'county', within }
}
