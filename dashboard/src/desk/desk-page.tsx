export function DeskPage() {
  return <div className="desk-page" />;
}
