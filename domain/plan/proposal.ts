/** How good a plan is, for people. */
export interface PlanMeasure {
  jobs: number;
  placed: number;
  /** D6: jobs begun after their deadline, and by how many minutes together. */
  late: number;
  lateMinutes: number;
  travelMinutes: number;
  travelKm: number;
}

/** The day as it stood when the plan was made, and as proposed. */
export interface PlanFigures {
  present: PlanMeasure;
  proposed: PlanMeasure;
}

/** What accepting one change is worth against leaving that job as it is, all else being as proposed. */
export interface PlanGain {
  /** Leaving it as it is would break something: then there is no figure. */
  needed: boolean;
  travelMinutes: number;
  lateMinutes: number;
}
