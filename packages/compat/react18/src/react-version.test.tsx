import { DotsFlowsProvider } from '@dots-flows/react';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import { render, screen } from '@testing-library/react';
import { useState, version } from 'react';
import { version as domVersion } from 'react-dom';
import { expect, it } from 'vitest';

const wanted = process.env['REACT_MAJOR'];

it(`runs on React ${wanted}`, () => {
  expect(version.split('.')[0]).toBe(wanted);
  expect(domVersion).toBe(version);
});

it('shares that React with the library', () => {
  // A second copy of React in the library would make this hook throw below its provider.
  function Count() {
    const [count] = useState(3);
    return <p>{count}</p>;
  }
  render(
    <DotsFlowsProvider adapter={createTestAdapter([testSessions.completed()])}>
      <Count />
    </DotsFlowsProvider>,
  );
  expect(screen.getByText('3')).toBeVisible();
});
