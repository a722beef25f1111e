import type { Deed, Outgoing } from '#conversation/message.ts'
import type { Tx } from '#store/transaction.ts'
import { callsUnder, saveCall, type CallRow } from '#store/calls.ts'
import { saveSession, type SessionRow } from '#store/sessions.ts'
import { lines, moveHeard, type Line } from '#store/transcript.ts'
import { moveLine } from '#store/let-go.ts'
import { forwardsOf, moveForward } from '#store/waiting.ts'
import { callText, type KeptCall } from './call-text.ts'
import { heardText, openOutgoing, sealOutgoing } from './conversation-file.ts'
import { recordErasure, type Cause } from './erasure-record.ts'
import type { Sealed } from './sealed.ts'

type Mask = (text: string) => string

/**
 * Takes words out of every line of a conversation. The lines lie under another key from then on and the old
 * one is destroyed, so that what stood on the disk before opens no more.
 */
export async function maskConversation(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  { mask, cause }: { readonly mask: Mask; readonly cause: Cause },
): Promise<SessionRow> {
  const keyId = await world.vault.newKey()
  for (const line of await lines(tx, row.id)) await moveMasked(world, tx, { line, keyId, mask })
  for (const { id, keyId: from, sealed } of await forwardsOf(tx, row.id)) {
    const about = `forward:${id}`
    const text = mask(await world.vault.open(from, sealed, about))
    await moveForward(tx, id, { keyId, sealed: await world.vault.seal(keyId, text, about) })
  }
  for (const call of await callsUnder(tx, row.keyId))
    await moveCall(world, tx, { call, keyId, mask })
  await world.vault.moveAddress(tx, { handle: row.handle, keyId })
  // What the conversation itself holds is written by whoever asked for this.
  const moved = { ...row, keyId }
  await saveSession(tx, moved)
  const erased = {
    kind: 'conversation',
    area: row.area ?? '',
    keys: [row.keyId],
    files: [],
  } as const
  await recordErasure(world, tx, erased, cause)
  return moved
}

/** So that its operator can still read it, and hand the passcode over. */
async function moveCall(
  world: Sealed,
  tx: Tx,
  { call, keyId, mask }: Omit<Moving, 'line'> & { readonly call: CallRow },
): Promise<void> {
  const { id, keyId: from = '', sealed } = call
  if (!sealed) return
  const kept = JSON.parse(await world.vault.open(from, sealed, callText(id))) as KeptCall
  const masked = JSON.stringify({ ...kept, said: kept.said.map(mask) })
  await saveCall(tx, id, { keyId, sealed: await world.vault.seal(keyId, masked, callText(id)) })
}

interface Moving {
  readonly line: Line
  readonly keyId: string
  readonly mask: Mask
}

async function moveMasked(world: Sealed, tx: Tx, { line, keyId, mask }: Moving): Promise<void> {
  if (line.sealed.length === 0) return
  if (line.from === 'said') {
    const message = maskedMessage(await openOutgoing(world, line), mask)
    await moveLine(tx, line.id, { keyId, sealed: await sealOutgoing(world, keyId, message) })
    return
  }
  const body = await world.vault.open(line.keyId, line.sealed, heardText)
  const deed = maskedDeed(JSON.parse(body) as Deed, mask)
  const sealed = await world.vault.seal(keyId, JSON.stringify(deed), heardText)
  await moveHeard(tx, line.id, { keyId, sealed })
}

const maskedMessage = ({ text, buttons, ...rest }: Outgoing, mask: Mask): Outgoing => ({
  ...rest,
  text: mask(text),
  ...(buttons ? { buttons: buttons.map((one) => ({ ...one, label: mask(one.label) })) } : {}),
})

function maskedDeed(deed: Deed, mask: Mask): Deed {
  switch (deed.type) {
    case 'text':
      return { ...deed, text: mask(deed.text) }
    case 'media':
      return {
        ...deed,
        ...(deed.caption === undefined ? {} : { caption: mask(deed.caption) }),
        media: deed.media.map(({ name, ...one }) =>
          name === undefined ? one : { ...one, name: mask(name) },
        ),
      }
    case 'contact':
      return { type: 'contact', phone: mask(deed.phone) }
    case 'button':
    case 'refused-media':
    case 'location':
    case 'start':
    case 'unreadable':
    case 'closed':
      return deed
  }
}
