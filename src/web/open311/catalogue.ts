import type { AreaCode } from '#core/plan.ts'
import {
  open311Attributes,
  open311Service,
  open311Services,
  type Open311Attribute,
} from '#service/open311-services.ts'
import type { World } from '#service/world.ts'
import type { Web } from '../web.ts'
import { tells, type Answer } from './answering.ts'
import { refused } from './reading.ts'
import { list, type Spark } from './spark.ts'

/** When what the endpoints say was last changed. */
const changeset = '2026-11-22T00:00:00+08:00'

/** Both formats are there whichever is asked for. The address has its slash at the end: clients put paths behind it. */
export function discovery({ publicUrl }: Web): Answer {
  const endpoint = {
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `${publicUrl}/open311/v2/`,
    changeset,
    type: 'production',
    formats: list('format', ['text/xml', 'application/json']),
  }
  return tells('discovery', {
    changeset,
    contact: `受理单位的电话在首页：${publicUrl}/`,
    key_service: `向当地受理单位的工作人员要。他们在工作台生成：${publicUrl}/desk/tokens`,
    endpoints: list('endpoint', [endpoint]),
  })
}

export const services = (world: World): Answer =>
  tells(
    'services',
    list(
      'service',
      open311Services(world).map(({ code, name, plain, group, keywords }) => ({
        service_code: code,
        service_name: name,
        description: plain,
        metadata: true,
        type: 'batch',
        keywords: keywords.join(','),
        group,
      })),
    ),
  )

export function definition(world: World, area: AreaCode, code: string): Answer {
  if (!open311Service(world, code)) return refused({ key: 'service-unknown' })
  const attributes = open311Attributes(world, area).map(attribute)
  return tells('service_definition', {
    service_code: code,
    attributes: list('attribute', attributes),
  })
}

const datatypes: Readonly<Record<Open311Attribute['kind'], string>> = {
  said: 'text',
  text: 'text',
  choice: 'singlevaluelist',
}

function attribute(one: Open311Attribute, n: number): Spark {
  const { code, kind, required, description, hint, values } = one
  return {
    variable: kind !== 'said',
    code,
    datatype: datatypes[kind],
    required,
    datatype_description: hint,
    order: String(n + 1),
    description,
    values: list(
      'value',
      values.map(({ key, name }) => ({ key, name })),
    ),
  }
}
