import type { Heard } from '#conversation/message.ts'
import { parseButton } from '#conversation/render.ts'
import type { Event, Session } from '#conversation/session.ts'
import { onceDigest } from '#store/once.ts'
import type { World } from './world.ts'

/**
 * The event's id of a delivery. What the platform, or whoever calls its door, gave as id stands in no message's id and is
 * no other event's.
 */
export const eventId = ({ channel, once }: Heard): string => onceDigest(channel, once).slice(0, 22)

/** A delivery in the engine's words. Danger is looked for before anything else. */
export function eventOf(world: World, heard: Heard, session: Session): Event {
  const base = { id: eventId(heard), at: heard.at }
  const { what } = heard
  switch (what.type) {
    case 'text': {
      const signal = world.understanding.danger(what.text)
      return { ...base, type: 'message', text: what.text, ...(signal ? { signal } : {}) }
    }
    case 'button': {
      const pressed = parseButton(session, what.data)
      return { ...base, type: 'button', wait: pressed?.wait ?? '', option: pressed?.option ?? -1 }
    }
    case 'media':
    case 'refused-media':
    case 'location':
    case 'contact':
    case 'start':
    case 'unreadable':
    case 'closed':
      return { ...base, ...what }
  }
}
