import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarYear } from '#core/calendar.ts'
import type { Check } from './data-checks.ts'
import type { Packs } from './packs.ts'
import type { Reading } from './read-areas.ts'
import { readCalendars } from './read-calendars.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'

/** What the packs take from `national/` as it is, and the years that the calendar is made of. */
export type National = Omit<Packs, 'areas' | 'calendar' | 'rewards'> & {
  readonly years: ReadonlyMap<number, CalendarYear>
}

/** Reads `national/`; what is wrong in it is added to the problems. */
export function readNational(reading: Reading): National {
  const { dataDir, checks, problems } = reading
  return {
    offences: keyed('national/offences.json', checks.offences, (offence) => offence.code),
    limits: keyed('national/limits.json', checks.limits, (limit) => limit.id),
    years: readCalendars(reading),
    retention: keyed('national/retention.json', checks.retention, (rule) => rule.kind),
    ...readEscalation(reading),
    ...readSatisfaction(reading),
    ...readTransfers(reading),
    ...readCrimes(reading),
    ...readCooperation(reading),
    ...readGrid(reading),
    ...readNomination(reading),
    ...readSystems(reading),
    ...readScrutiny(reading),
    ...readWarnings(reading),
  }

  function keyed<T, K extends string>(
    file: string,
    check: Check<readonly T[]>,
    key: (record: T) => K,
  ): ReadonlyMap<K, T> {
    const read = readJson(dataDir, file, check)
    if (!read.ok) problems.push(...read.problems)
    const records = read.ok ? read.value : []
    for (const twice of repeated(records.map(key)))
      problems.push({ file, field: twice, cure: '写了两次。删去一条' })
    return new Map(records.map((record) => [key(record), record]))
  }
}

function readEscalation({ dataDir, checks, problems }: Reading): Pick<National, 'escalation'> {
  const read = readJson(dataDir, 'national/escalation.json', checks.escalation)
  if (read.ok) return { escalation: read.value }
  problems.push(...read.problems)
  return {}
}

function readSatisfaction({ dataDir, checks, problems }: Reading): Pick<National, 'satisfaction'> {
  const read = readJson(dataDir, 'national/satisfaction.json', checks.satisfaction)
  if (read.ok) return { satisfaction: read.value }
  problems.push(...read.problems)
  return {}
}

function readTransfers({ dataDir, checks, problems }: Reading): Pick<National, 'transfers'> {
  const read = readJson(dataDir, 'national/transfers.json', checks.transfers)
  if (read.ok) return { transfers: read.value }
  problems.push(...read.problems)
  return {}
}

function readGrid({ dataDir, checks, problems }: Reading): Pick<National, 'grid'> {
  if (!existsSync(join(dataDir, 'national/grid.json'))) return {}
  const read = readJson(dataDir, 'national/grid.json', checks.grid)
  if (read.ok) return { grid: read.value }
  problems.push(...read.problems)
  return {}
}

function readNomination({ dataDir, checks, problems }: Reading): Pick<National, 'nomination'> {
  if (!existsSync(join(dataDir, 'national/nomination.json'))) return {}
  const read = readJson(dataDir, 'national/nomination.json', checks.nomination)
  if (read.ok) return { nomination: read.value }
  problems.push(...read.problems)
  return {}
}

function readSystems({ dataDir, checks, problems }: Reading): Pick<National, 'systems'> {
  const read = readJson(dataDir, 'national/systems.json', checks.systems)
  if (read.ok) return { systems: read.value }
  problems.push(...read.problems)
  return {}
}

function readScrutiny({ dataDir, checks, problems }: Reading): Pick<National, 'scrutiny'> {
  const read = readJson(dataDir, 'national/scrutiny.json', checks.scrutiny)
  if (read.ok) return { scrutiny: read.value }
  problems.push(...read.problems)
  return {}
}

function readCrimes({ dataDir, checks, problems }: Reading): Pick<National, 'crimes'> {
  if (!existsSync(join(dataDir, 'national/crimes.json'))) return {}
  const read = readJson(dataDir, 'national/crimes.json', checks.crimes)
  if (read.ok) return { crimes: read.value }
  problems.push(...read.problems)
  return {}
}

function readCooperation({ dataDir, checks, problems }: Reading): Pick<National, 'cooperation'> {
  if (!existsSync(join(dataDir, 'national/cooperation.json'))) return {}
  const read = readJson(dataDir, 'national/cooperation.json', checks.cooperation)
  if (read.ok) return { cooperation: read.value }
  problems.push(...read.problems)
  return {}
}

function readWarnings({ dataDir, checks, problems }: Reading): Pick<National, 'warnings'> {
  if (!existsSync(join(dataDir, 'national/warnings.json'))) return {}
  const read = readJson(dataDir, 'national/warnings.json', checks.warnings)
  if (read.ok) return { warnings: read.value }
  problems.push(...read.problems)
  return {}
}
