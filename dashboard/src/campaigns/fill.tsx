/** How much of a quota is taken: 12 / 40, with a bar. */
export function Fill({ booked, quota }: { booked: number; quota: number }) {
  return (
    <span className="campaign-fill">
      <progress max={Math.max(1, quota)} value={booked} aria-hidden="true" />
      <span data-full={booked >= quota || undefined}>
        {booked} / {quota}
      </span>
    </span>
  );
}
