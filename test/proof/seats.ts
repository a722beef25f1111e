import { permissions, type Role } from '#core/roles.ts'
import { saveOfficer } from '#store/officers.ts'
import type { Sealed } from '#service/sealed.ts'
import { hashPassword } from '#web/password.ts'
import { password } from '../web/world.ts'

/** An account at the desk. */
export interface Seat {
  readonly login: string
  readonly role: Role
  readonly office: string
  readonly department: string
  readonly area: string
}

/** The office that leads a case, is accused by another and helps with the third; one without a task; one of another city. */
const departments = [
  '500153-health-commission',
  '500153-market-regulation',
  '370300-health-commission',
]
const places: Readonly<Partial<Record<Role, readonly string[]>>> = {
  intake: ['500153-intake', '370300-intake'],
  handler: [...departments, '500153-medical-insurance'],
  administrator: [''],
}

const roles = Object.keys(permissions) as Role[]

/** Every role at every place; a role that is new in the table of rights sits here without being named. */
export const seats: readonly Seat[] = roles.flatMap((role) =>
  (places[role] ?? departments).map((office) => {
    const [area = '', ...department] = office.split('-')
    return {
      login: [role, office].filter(Boolean).join('-'),
      role,
      office,
      department: department.join('-'),
      area,
    }
  }),
)

const passwordHash = hashPassword(password)

export async function hire(world: Sealed): Promise<void> {
  const hash = await passwordHash
  await world.db.transaction(async (tx) => {
    for (const [n, { login, role, office, area }] of seats.entries())
      await saveOfficer(tx, {
        id: `officer-${login}`,
        name: `经办${n}`,
        login,
        role,
        office,
        area,
        passwordHash: hash,
      })
  })
}
