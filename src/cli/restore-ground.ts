import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ok, refuse, type Result } from '#core/result.ts'
import { mayTake } from '#store/copy-tables.ts'
import { isServed } from '#store/lock.ts'
import { openStore } from '#store/open.ts'
import { keysFit } from '#vault/open-copies.ts'
import { fileSum } from '#vault/sealed-copies.ts'
import type { Config } from '../config.ts'
import { movedIn } from '../moved-store.ts'
import { databaseFile, keysBeside } from './backup.ts'
import type { CopyList } from './copy-list.ts'

/** Nothing is written where anything is, but for these very keys: a restore that was killed put them there. */
export function isFree({ stateDir, databaseUrl }: Config, dir: string): Result<void> {
  if (isServed(stateDir)) return refuse('already-serving', { dir: stateDir })
  if (!databaseUrl && existsSync(join(stateDir, databaseFile))) return refuse('store-exists')
  if (!databaseUrl && movedIn(stateDir)) return refuse('store-moved', { dir: stateDir })
  const [own, beside] = [join(stateDir, 'keys.db'), join(keysBeside(dir), 'keys.db')]
  if (existsSync(own) && existsSync(beside) && !readFileSync(own).equals(readFileSync(beside)))
    return refuse('keys-exist')
  return ok(undefined)
}

/**
 * Settings and heads of a house that lives beside its database stay as they are. `room`: where those of the copy lie open. What is the
 * same is what a restore that was killed put there.
 */
export async function isGroundFree(
  { stateDir }: Config,
  { dir, room, list }: { readonly dir: string; readonly room: string; readonly list: CopyList },
): Promise<Result<void>> {
  for (const { name, plain } of list.files) {
    const isSetting = plain !== undefined && basename(name, '.sealed') !== databaseFile
    if (!isSetting && !name.startsWith('heads/')) continue
    const [there, ours] = isSetting
      ? [join(stateDir, basename(name, '.sealed')), join(room, basename(name, '.sealed'))]
      : [join(stateDir, name), join(dir, name)]
    if (existsSync(there) && (await fileSum(there)).digest !== (await fileSum(ours)).digest)
      return refuse('settings-exist', { file: there })
  }
  return ok(undefined)
}

/** Whether rows and keys may go into this PostgreSQL: asked before anything is put anywhere. */
export async function isLargerFree(
  url: string,
  opening: Parameters<typeof keysFit>[0],
): Promise<Result<void>> {
  const to = await openStore({ url })
  try {
    return (await mayTake(to)) ? await keysFit(opening, to) : refuse('store-exists')
  } finally {
    await to.close()
  }
}

/** A copy of a later release has tables that this one does not know. */
export function isOfOurs(file: string, known: number): Result<void> {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const row = db.prepare('select max("id") as "last" from "migrations"').get()
    return Number(row?.['last']) <= known ? ok(undefined) : refuse('copy-newer')
  } finally {
    db.close()
  }
}

/** Damage in the keys of a copy is found before anything else is asked of them. */
export function areKeysWhole(room: string): Result<void> {
  const file = 'keys.db'
  try {
    const db = new DatabaseSync(join(room, file), { readOnly: true })
    try {
      const check = db.prepare('pragma integrity_check').get()
      return check?.['integrity_check'] === 'ok' ? ok(undefined) : refuse('keys-damaged', { file })
    } finally {
      db.close()
    }
  } catch {
    return refuse('keys-damaged', { file })
  }
}

/** How many reports and files of a copy have no key in the keys beside it: erased since, or the keys are of an earlier day. */
export function withoutKeys(room: string): number {
  const db = new DatabaseSync(join(room, databaseFile), { readOnly: true })
  try {
    db.prepare('attach ? as "k"').run(join(room, 'keys.db'))
    const missing = `not exists (select 1 from "k"."keys" where "keys"."id" = "one"."keyId")`
    const row = db
      .prepare(
        `select (select count(*) from "cases" "one" where "erasedAt" is null and ${missing}) +
          (select count(*) from "evidence" "one" where ${missing}) as "count"`,
      )
      .get()
    return Number(row?.['count'])
  } finally {
    db.close()
  }
}
