import { createHash, randomBytes } from 'node:crypto'
import { permissions, type Role } from '#core/roles.ts'
import { verifyChains } from '#service/audit-heads.ts'
import { disable, officersIn } from '#service/officers.ts'
import { makePasswordReset } from '#service/password-reset.ts'
import { areaSettings, importOffices } from '#service/settings.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { setupLink } from './serve.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

interface Json {
  readonly json?: true
}

/** `yijian verify-audit`: every chain from its first entry, heads included. */
export async function verifyAuditCommand(options: Json): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const verified = await verifyChains(world)
    if (options.json) printJson(verified)
    else if (verified.ok) print(`audit: ${verified.value.entries} entries, unbroken`)
    else complain(`audit: ${verified.refusal.key} ${JSON.stringify(verified.refusal.facts)}`)
    return verified.ok ? exit.done : exit.refused
  })
}

const roles = Object.keys(permissions)

/** `yijian officers add`: a one-time link by which the person sets their password. */
export async function addOfficerCommand(
  options: Json & {
    readonly role: Role
    readonly area: string
    readonly office: string
    readonly name: string
  },
): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  if (!roles.includes(options.role)) {
    complain(`没有角色 ${options.role}。可选：${roles.join('、')}`)
    return exit.usage
  }
  return await withHouse(settings, async ({ world }) => {
    const { role, area, office, name } = options
    if (role !== 'administrator' && !world.packs.areas.has(area)) {
      complain(
        `没有 ${area || '（空）'} 这个辖区。可选：${[...world.packs.areas.keys()].join('、')}`,
      )
      return exit.usage
    }
    const invitation = { role, area, office, name }
    const link = await setupLink(settings.config.publicUrl, world, invitation)
    if (!link) {
      complain(`没有单位 ${office}，或者角色和单位不合：先看 yijian offices list --area ${area}`)
      return exit.refused
    }
    if (options.json) printJson({ link })
    else print(link)
    return exit.done
  })
}

export async function listOfficersCommand(
  options: Json & { readonly area?: string },
): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const officers = (await officersIn(world, options.area)).map(
      ({ login, name, role, area, office, disabledAt }) => ({
        login,
        name,
        role,
        area,
        office,
        disabled: disabledAt !== undefined,
      }),
    )
    if (options.json) printJson(officers)
    else
      for (const { login, name, role, area, office, disabled } of officers)
        print(`${login}  ${name}  ${role}  ${area}  ${office}${disabled ? '  已停用' : ''}`)
    return exit.done
  })
}

export async function disableOfficerCommand(login: string, options: Json): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const disabled = await disable(world, 'operator', login)
    if (options.json) printJson(disabled)
    else if (!disabled.ok) complain(`没有登录名 ${login}：看 yijian officers list`)
    return disabled.ok ? exit.done : exit.refused
  })
}

/** `yijian officers reset`: where no other administrator is left to make the link. */
export async function resetPasswordCommand(login: string, options: Json): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const token = randomBytes(24).toString('base64url')
    const tokenHash = createHash('sha256').update(token).digest('base64url')
    const made = await makePasswordReset(world, 'operator', { login, tokenHash })
    const link = made.ok ? `${settings.config.publicUrl}/desk/reset/${token}` : undefined
    if (!link) complain(`没有登录名 ${login}，或者已经停用：看 yijian officers list`)
    else if (options.json) printJson({ link })
    else print(link)
    return made.ok ? exit.done : exit.refused
  })
}

/** `yijian offices list`: who receives cases of an area; the ids are what `officers add --office` takes. */
export async function listOfficesCommand(options: Json & { readonly area: string }): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const found = (await areaSettings(world)).find(({ code }) => code === options.area)
    if (!found) {
      complain(`没有 ${options.area} 这个辖区。可选：${[...world.packs.areas.keys()].join('、')}`)
      return exit.usage
    }
    if (options.json) printJson(found.offices)
    else
      for (const { id, name, department } of found.offices) print(`${id}  ${name}  ${department}`)
    return exit.done
  })
}

/** `yijian offices import FILE`: all lines are good or none is taken. */
export async function importOfficesCommand(
  file: string,
  options: Json & { readonly area: string },
): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  const bytes = readGiven(file)
  if (!bytes) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    if (!world.packs.areas.has(options.area)) {
      complain(`没有 ${options.area} 这个辖区。可选：${[...world.packs.areas.keys()].join('、')}`)
      return exit.usage
    }
    const imported = await importOffices(world, 'operator', options.area, bytes)
    if (options.json) printJson(imported)
    else if (imported.ok) print(`导入 ${imported.value} 个单位`)
    else for (const { line, cure } of imported.refusal) complain(`第 ${line} 行：${cure}`)
    return imported.ok ? exit.done : exit.refused
  })
}
