import { z } from 'zod'
import type { Web } from '../web.ts'
import type { Operation } from './operation.ts'
import { problemShape } from './problem.ts'
import { problems, type ProblemKey } from './problems.ts'

/** What every operation can answer. */
const always: readonly ProblemKey[] = [
  'bad-request',
  'token-unknown',
  'token-over',
  'forbidden',
  'too-many',
  'broken',
]

const ofDeeds: readonly ProblemKey[] = ['key-missing', 'key-running', 'key-used']

/** Every kind of failure of an operation. */
export const problemsOf = ({
  method,
  asks,
  problems: own = [],
}: Operation): readonly ProblemKey[] => [
  ...new Set([
    ...always,
    ...(method === 'POST' ? (['not-json', 'too-large'] as const) : []),
    ...(method === 'POST' && !asks ? ofDeeds : []),
    ...own,
  ]),
]

/** JSON Schema as OpenAPI 3.1 takes it: from the very shapes that check what comes and goes. */
export function schemaOf(
  shape: z.ZodType,
  io: 'input' | 'output',
): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly
    },
  })
  return schema
}

/** The names in a path. */
export const partsOf = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])

/** The OpenAPI document of all that can be asked. */
export function documentOf(web: Web, operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const op of operations) (paths[op.path] ??= {})[op.method.toLowerCase()] = entryOf(op)
  return {
    openapi: '3.1.0',
    info: {
      title: '医监工作台接口 Yijian desk API',
      version: '1',
      description:
        '工作台能做的，程序用令牌也能做，权限相同。What the desk does a program can do with a token, under the same rights.',
    },
    servers: [{ url: `${web.publicUrl}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problemShape, 'output') },
    },
  }
}

function entryOf(op: Operation): object {
  const { id, zh, en, scope, body } = op
  return {
    operationId: id,
    summary: zh,
    description: scope ? `${en}. Scope: ${scope}` : en,
    ...(scope ? { security: [{ token: [scope] }] } : {}),
    parameters: parametersOf(op),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: { ...answersOf(op), ...faultsOf(op) },
  }
}

function parametersOf({ method, path, query, body, asks }: Operation): readonly object[] {
  const own = query ? schemaOf(query, 'input') : {}
  const properties = (own['properties'] ?? {}) as Readonly<Record<string, object>>
  const required = (own['required'] ?? []) as readonly string[]
  const text = { type: 'string' }
  const header = (name: string, wanted: boolean, description: string) => ({
    name,
    in: 'header',
    required: wanted,
    description,
    schema: text,
  })
  const takesVersion = body !== undefined && 'version' in propertiesOf(body)
  return [
    ...partsOf(path).map((name) => ({ name, in: 'path', required: true, schema: text })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    ...(method === 'POST' && !asks
      ? [
          header(
            'Idempotency-Key',
            true,
            '自己生成，重发时不变。Your own; the same when tried again.',
          ),
        ]
      : []),
    ...(takesVersion ? [header('If-Match', false, '读取时的 ETag。The ETag as read.')] : []),
    ...(path === '/cases/{number}' && method === 'GET'
      ? [header('If-None-Match', false, '上次的 ETag；没有变就回答 304。')]
      : []),
  ]
}

const propertiesOf = (shape: z.ZodType): object => schemaOf(shape, 'input')['properties'] ?? {}

function answersOf({ path, method, answer, types }: Operation): Readonly<Record<string, object>> {
  const content = types
    ? Object.fromEntries(types.map((type) => [type, {}]))
    : { 'application/json': { schema: schemaOf(answer, 'output') } }
  return {
    '200': { description: 'OK', content },
    ...(path === '/cases/{number}' && method === 'GET' ? { '304': { description: '没有变' } } : {}),
  }
}

function faultsOf(op: Operation): Readonly<Record<string, object>> {
  const byStatus = Map.groupBy(problemsOf(op), (key) => String(problems[key].status))
  return Object.fromEntries(
    [...byStatus].map(([status, keys]) => [
      status,
      {
        description: keys.map((key) => `/problems/${key}`).join(' '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}
