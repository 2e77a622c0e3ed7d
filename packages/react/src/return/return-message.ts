/** What the return page of the host posts to the page that holds the frame. */
export const RETURN_MESSAGE = 'dots-flows:return';
