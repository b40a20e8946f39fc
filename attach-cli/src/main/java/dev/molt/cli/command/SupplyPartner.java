package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.AgentConnection;
import dev.molt.cli.output.ProgressLine;
import dev.molt.protocol.Message;
import dev.molt.protocol.source.Supply;
import java.io.IOException;

/** Sends the agent the class files that it wants of a supply. */
class SupplyPartner implements Conversation.Partner {
    private final Supply supply;

    SupplyPartner(Supply supply) {
        this.supply = supply;
    }

    @Override
    public final void supply(AgentConnection connection, Message.WantClasses want, ProgressLine progress) {
        int sent = 0;
        for (Message.Wanted wanted : want.wanted()) {
            progress.show("sending class files", sent++, want.wanted().size());
            try {
                connection.sendRaw(supply.bytes(wanted));
            } catch (IOException e) {
                throw new CliFailure(ExitCode.REFUSED, e.getMessage(), "let nothing write to the files during an update, and try again", e);
            }
        }
    }
}
