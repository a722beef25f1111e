import type { TaskRole } from '#core/case.ts'
import type { Placement } from '#core/file.ts'
import { anAssignment, aPlacement, atTheIntakeOffice } from './builders.ts'

/** How a matter of this kind is given out. */
export function placed(kind: string, matter: string): Placement[] {
  const give = (department: string, role: TaskRole) =>
    anAssignment(department, role, { task: `${matter}-${department}` })
  switch (kind) {
    case 'one lead':
      return [aPlacement([give('health-commission', 'lead')], { matter })]
    case 'two leads':
      return [
        aPlacement([give('health-commission', 'co-lead'), give('market-regulation', 'co-lead')], {
          matter,
        }),
      ]
    case 'lead and helper':
      return [
        aPlacement([give('health-commission', 'lead'), give('public-security', 'cooperate')], {
          matter,
        }),
      ]
    case 'open':
      return [
        atTheIntakeOffice({
          matter,
          assignments: [anAssignment('intake', 'intake', { task: `${matter}-intake` })],
        }),
      ]
    default:
      return []
  }
}
