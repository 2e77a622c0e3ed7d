import { renderToString } from 'react-dom/server';
import { HostApp } from './host-app.tsx';

export const renderHost = (flowOrigin: string): string => renderToString(<HostApp flowOrigin={flowOrigin} />);
