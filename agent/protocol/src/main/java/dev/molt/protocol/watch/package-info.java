/**
 * Notices saved files, on either side of the protocol: with the command line, and inside the target.
 *
 * <p>The way: {@link dev.molt.protocol.watch.FileEvents} (something happens) -> {@link dev.molt.protocol.watch.Patience} (until it has settled)
 * -> {@link dev.molt.protocol.watch.Tree} (what is there now) -> {@link dev.molt.protocol.watch.Save} (what differs from what is live, read and
 * found whole) -> an update -> {@link dev.molt.protocol.watch.SaveLog} (one line). Events only say when to look: what has changed is found by
 * looking, so that none that was lost or came twice does harm.
 */
package dev.molt.protocol.watch;
