import { withoutCaller } from '#core/caller-words.ts'
import { decide } from '#core/decide.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { MediaRef } from '#conversation/message.ts'
import { caseById } from '#store/cases.ts'
import { beginUpdate, reportById } from '#store/open311.ts'
import type { Tx } from '#store/transaction.ts'
import type { Holder } from './api-tokens.ts'
import { keepEvents, openCase } from './case-file.ts'
import { bindFound, claimEvidence, letGo } from './evidence.ts'
import { marked } from './open311-report.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** What somebody added to their report in another system. */
export interface Open311Update {
  readonly key: Holder
  readonly area: AreaCode
  /** As the client knows the report. */
  readonly report: string
  /** The client's own number of the update. */
  readonly theirs: string
  readonly text: string
  readonly who: { readonly name: string; readonly phone: string; readonly mail: string }
  readonly files: readonly MediaRef[]
  /** All that was sent, the key apart. */
  readonly whole: string
}

/** Adds it to the report, once: as words of the reporter, whatever state the other system thinks it is in. */
export async function updateOpen311(
  world: Sealed,
  update: Open311Update,
): Promise<Result<{ readonly id: string; readonly again: boolean }>> {
  if (update.key.officer.area !== update.area) return refuse('key-not-for-this')
  const undo = new Error('an update that cannot be added is not kept')
  let why: ReturnType<typeof refuse> | undefined
  try {
    const done = await world.db.transaction(async (tx) => {
      const added = await add(world, tx, update)
      if (added.ok) return added
      why = added
      throw undo
    })
    letGo(world, { type: 'media', media: update.files })
    return done
  } catch (cause) {
    if (cause !== undo || !why) throw cause
    return why
  }
}

async function add(
  world: Sealed,
  tx: Tx,
  update: Open311Update,
): Promise<Result<{ readonly id: string; readonly again: boolean }>> {
  const { key, area, files } = update
  const row = await reportById(tx, update.report)
  const about = row?.caseId === undefined ? undefined : await caseById(tx, row.caseId)
  if (!row || row.area !== area || !about || about.erasedAt !== undefined)
    return refuse('request-unknown')
  const mark = marked(world, `open311 update ${update.whole}`)
  const theirs = marked(world, `open311 update ${update.theirs}`)
  const at = world.clock()
  const id = world.id()
  const known = await beginUpdate(tx, { by: key.token.id, theirs, mark, id, report: row.id, at })
  if (known)
    return known.mark === mark ? ok({ id: known.id, again: true }) : refuse('update-differs')
  const session = `open311-update:${id}`
  await bindFound(world, tx, session, { type: 'media', media: files })
  const evidence = await claimEvidence(tx, session, about.id)
  const file = await openCase(world, tx, about)
  const told = { type: 'supplement', text: wordsOf(update), evidence } as const
  const context = {
    at,
    by: { kind: 'reporter' },
    id: () => world.idAt(at),
    clocks: world.packs,
  } as const
  const events = decide(file.case, told, context)
  if (!events.ok) return refuse('update-closed')
  await keepEvents(world, tx, file, events.value)
  const reason = `token:${key.token.id} open311`
  await trace(world, tx, key.officer, { action: 'report-added-to', subject: about.number, reason })
  return ok({ id, again: false })
}

function wordsOf({ text, who: { name, phone, mail } }: Open311Update): string {
  const bare = mail === '' ? text : text.replaceAll(mail, '（邮箱）')
  return withoutCaller(bare, { name, phone }, true)
}
