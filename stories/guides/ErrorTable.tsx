import { ERROR_CODES } from '@dots-flows/core';

/** The table of codes as the packages use it. */
export function ErrorTable() {
  return (
    <table>
      <thead>
        <tr>
          <th>Code</th>
          <th>Status</th>
          <th>Retry</th>
          <th>Meaning</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(ERROR_CODES).map(([code, { status, retry, meaning }]) => (
          <tr key={code}>
            <td>
              <code>{code}</code>
            </td>
            <td>{status}</td>
            <td className="guide-nowrap">{retry}</td>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
