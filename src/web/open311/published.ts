import { spanOf } from '#core/open311.ts'
import type { Published } from '#core/publication.ts'
import type { AreaCode } from '#core/plan.ts'
import {
  publishedByIds,
  publishedChanges,
  publishedIn,
  publishedWords,
  type PublishedChange,
} from '#service/open311-published.ts'
import type { World } from '#service/world.ts'
import { tells, type Answer } from './answering.ts'
import type { Parameters } from './parameters.ts'
import { listIn, pageIn, refused } from './reading.ts'
import { list, type Spark } from './spark.ts'

const mostIds = 100
const furthest = 1000

/** What is published: no report, no reporter, no place smaller than a county, no day on which anybody told anything. */
export async function requests(
  world: World,
  area: AreaCode,
  parameters: Parameters,
): Promise<Answer> {
  const page = pageIn(parameters)
  if (!page.ok) return refused(page.refusal)
  const { from, size } = page.value
  const shows = parameters.get('extensions') === 'true'
  const ids = listIn(parameters.get('service_request_id'))
  if (ids) {
    const found = await publishedByIds(world, area, ids.slice(0, mostIds))
    return told(world, found.slice(from, from + size), shows)
  }
  const statuses = listIn(parameters.get('status')) ?? ['closed']
  if (!statuses.every((one) => one === 'open' || one === 'closed'))
    return refused({ key: 'status-unclear' })
  const [start, end] = [parameters.get('start_date'), parameters.get('end_date')]
  const span = spanOf({ start, end }, world.clock())
  if (!span.ok) return refused(span.refusal)
  if (!statuses.includes('closed') || from >= furthest) return told(world, [], shows)
  const offences = listIn(parameters.get('service_code'))
  const limit = Math.min(furthest, from + size)
  const asked = { span: span.value, limit, ...(offences ? { offences } : {}) }
  const found = await publishedIn(world, area, asked)
  return told(world, found.slice(from, from + size), shows)
}

export async function request(
  world: World,
  area: AreaCode,
  { id, parameters }: { readonly id: string; readonly parameters: Parameters },
): Promise<Answer> {
  const found = await publishedByIds(world, area, [id])
  if (found.length === 0) return refused({ key: 'request-unknown' })
  return told(world, found, parameters.get('extensions') === 'true')
}

const told = (world: World, found: readonly Published[], shows: boolean): Answer =>
  tells(
    'service_requests',
    list(
      'request',
      found.map((one) => requestOf(world, one, shows)),
    ),
  )

const states = {
  published: '行政处罚决定，已公布',
  corrected: '公布的内容有更正',
  withdrawn: '已经撤下',
} as const

/** A day has no hour of its own. */
const midnight = (day: string): string => `${day}T00:00:00+08:00`

function requestOf(world: World, one: Published, shows: boolean): Spark {
  const words = publishedWords(world, one)
  const { decision, reason, publishedOn, changedOn } = one
  return {
    service_request_id: one.id,
    status: 'closed',
    status_notes: reason ? `${states[one.state]}：${reason}` : states[one.state],
    service_name: words.offence,
    service_code: one.offence,
    description: decision ? `${decision.violation}（${decision.number}）` : null,
    agency_responsible: decision?.organ ?? null,
    service_notice: null,
    requested_datetime: midnight(publishedOn),
    updated_datetime: midnight(changedOn),
    expected_datetime: null,
    address: words.place,
    address_id: one.place ?? null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
    ...(shows
      ? { attributes: list('attribute', []), extended_attributes: null, notes: notesOf(one) }
      : {}),
  }
}

const notesOf = ({ publishedOn, changedOn, state }: Published): Spark =>
  list('note', [
    { datetime: midnight(publishedOn), description: states.published, type: 'published' },
    ...(state === 'published'
      ? []
      : [{ datetime: midnight(changedOn), description: states[state], type: state }]),
  ])

/** What came out, was corrected or taken down, for systems that keep a copy. */
export async function updates(
  world: World,
  area: AreaCode,
  parameters: Parameters,
): Promise<Answer> {
  const [start, end] = [parameters.get('start_date'), parameters.get('end_date')]
  const span = spanOf({ start, end }, world.clock())
  if (!span.ok) return refused(span.refusal)
  const changes = await publishedChanges(world, area, { span: span.value, limit: furthest })
  return tells('service_request_updates', list('request_update', changes.map(updateOf)))
}

const updateOf = ({ id, of, on, what }: PublishedChange): Spark => ({
  update_id: id,
  service_request_id: of.id,
  status: what === 'withdrawn' ? 'no_further_action' : 'closed',
  description: of.reason && what !== 'published' ? `${states[what]}：${of.reason}` : states[what],
  updated_datetime: midnight(on),
  media_url: null,
  external_status_code: what,
})
