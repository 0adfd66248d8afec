import { Skeleton } from 'antd';

/** Keeps the layout while a page is fetched. */
export const PageSkeleton = () => (
  <div className="page" aria-busy="true">
    <Skeleton active={false} title={{ width: 160 }} paragraph={{ rows: 8 }} />
  </div>
);
