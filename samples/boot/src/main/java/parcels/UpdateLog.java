package parcels;

import dev.molt.api.Molt;
import dev.molt.api.Subscription;
import dev.molt.api.UpdateListener;
import dev.molt.api.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Writes updates into the service's own log, whoever makes them. */
@Component
public class UpdateLog implements UpdateListener, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateLog.class);

    private final Subscription subscription = Molt.ifHere().map(molt -> molt.listen(this)).orElse(() -> { });

    @Override
    public void after(Verdict verdict) {
        LOG.info("{}", verdict);
    }

    @Override
    public void reverted(Verdict verdict) {
        LOG.info("{}", verdict);
    }

    @Override
    public void destroy() {
        subscription.close();
    }
}
